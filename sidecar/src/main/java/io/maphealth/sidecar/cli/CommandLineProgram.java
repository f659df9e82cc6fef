package io.maphealth.sidecar.cli;

import io.maphealth.sidecar.program.ExitStatus;
import io.maphealth.sidecar.program.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// `maphealth COMMAND ...`: one line for what goes wrong, never a stack trace.
public final class CommandLineProgram {
    private CommandLineProgram() {}

    /// Runs one command to its end.
    ///
    /// @return exit status
    public static int run(String... arguments) {
        return run(Terminal.system(), arguments);
    }

    static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new Root())
                .addSubcommand(new HeapCommand(terminal))
                .addSubcommand(new GoCommand(terminal))
                .addSubcommand(new JvmCommand(terminal))
                .addSubcommand(new DumpCommand(terminal))
                .addSubcommand(new WatchCommand(terminal))
                .addSubcommand(new AttachCommand(terminal))
                .addSubcommand(new SidecarCommand(terminal));
        return commandLine
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandLineProgram::wrongUsage)
                .setExecutionExceptionHandler(CommandLineProgram::failed);
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String message = oneLine(wrong);
        command.getErr()
                .println("maphealth: " + message + "; see "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.WRONG_USAGE;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        String message = failure instanceof UnreadableInputException
                ? oneLine(failure)
                : "a mistake in maphealth, please report it: %s at %s".formatted(oneLine(failure), place(failure));
        command.getErr().println("maphealth: " + message);
        return ExitStatus.UNREADABLE_INPUT;
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String place(Exception failure) {
        return failure.getStackTrace().length == 0 ? "an unknown place" : failure.getStackTrace()[0].toString();
    }

    @Command(
            name = "maphealth",
            description = "Watches the health of the maps inside running Go, JVM and Python programs.",
            mixinStandardHelpOptions = true,
            scope = ScopeType.INHERIT,
            versionProvider = ProgramVersion.class,
            synopsisSubcommandLabel = "COMMAND",
            usageHelpAutoWidth = false,
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:nothing found", "1:findings at or above --fail-on", "2:wrong usage", "3:unreadable input"
            })
    private static final class Root implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(), "which command? there is " + String.join(", ", commands()));
        }

        private Iterable<String> commands() {
            Map<String, CommandLine> commands = spec.subcommands();
            return commands.keySet();
        }
    }

    private static final class ProgramVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"maphealth " + Version.CURRENT};
        }
    }
}
