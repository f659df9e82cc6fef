package io.maphealth.sidecar;

/// The program's entry point: `maphealth COMMAND ...`.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.err.println("maphealth: watches the health of the maps inside running programs");
    }
}
