package brume.portal.terminal;

/// A terminal that is open in somebody's browser.
///
/// @param machine the machine's name
/// @param user who is signed in on it
public record OpenTerminal(String machine, String user, Tap tap) {}
