package io.mintmark.api;

/// Where the management API listens.
///
/// @param host a name or address of this machine
/// @param port 0 for any free one
/// @param portSetting the name under which whoever runs the server sets the port, for messages
public record ManagementSettings(String host, int port, String portSetting) {

  public ManagementSettings {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "the management API needs a host and a port from 0 to 65535, see the setting "
              + portSetting);
    }
  }
}
