package io.github.evenkeel.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program itself, which does nothing without a command. */
@Command(
        name = "evenkeel",
        mixinStandardHelpOptions = true,
        versionProvider = EvenkeelCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Rolls an OKE cluster behind OCI load balancers to a new version without losing a request.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Begin with 'evenkeel sandbox roll': it needs no account. 'evenkeel COMMAND --help' tells more of each.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:it did not; the last lines say why",
            "2:the command line is wrong, or a drain could not begin",
            "3:a run has not answered a request, or no run holds the Lease"
        })
final class EvenkeelCommand {
    /** Version of the jar that the program is in. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Version.class.getPackage().getImplementationVersion();
            return new String[] {"evenkeel " + (version == null ? "that was not packaged" : version)};
        }
    }
}
