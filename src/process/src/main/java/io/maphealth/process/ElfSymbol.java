package io.maphealth.process;

/// A name for an address within a program file, before the load bias (`Elf64_Sym`, elf(5)).
public record ElfSymbol(String name, long address, long size, boolean data, boolean function) {}
