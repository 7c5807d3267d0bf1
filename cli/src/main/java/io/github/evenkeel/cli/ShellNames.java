package io.github.evenkeel.cli;

/** Names of the shells for which there is a completion. */
final class ShellNames extends OneOf {
    ShellNames() {
        super("bash", "zsh");
    }
}
