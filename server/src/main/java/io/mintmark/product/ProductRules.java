package io.mintmark.product;

/// What the owner of a product decides about its devices, and may change at any time.
///
/// @param registration which devices may register
/// @param clientsPerName live DeviceClients that one DeviceName may have, 1 to 5
/// @param unlistedNames names that unlisted registration may create in this product, in all
/// @param onClones what happens to a device that has been copied
/// @param tokenOverPlain whether a DeviceToken, which travels in clear, is taken without TLS
/// @param pushOnRegister whether the answer to an unlisted registration is sent on `/ext/register`
///     too, for firmware that follows the vendor's page of 2020 and not its SDKs
/// @param fullMqtt whether QoS 2, retained messages and wills are served although the vendor's
///     platform refuses them
/// @param gateway whether its devices may register, bind and log in sub-devices; a gateway is told
///     the secrets of listed devices of its project that are not activated yet
public record ProductRules(
    RegistrationMode registration,
    int clientsPerName,
    int unlistedNames,
    CloneResponse onClones,
    boolean tokenOverPlain,
    boolean pushOnRegister,
    boolean fullMqtt,
    boolean gateway) {

  public static final int MAX_CLIENTS_PER_NAME = 5;

  /// Of a new product: registration off, and else what the vendors' platforms do.
  public static final ProductRules DEFAULT =
      new ProductRules(
          RegistrationMode.OFF,
          MAX_CLIENTS_PER_NAME,
          50,
          CloneResponse.REPORT,
          false,
          false,
          false,
          false);

  public ProductRules {
    if (clientsPerName < 1 || clientsPerName > MAX_CLIENTS_PER_NAME) {
      throw new IllegalArgumentException("a DeviceName has 1 to 5 live DeviceClients");
    }
    if (unlistedNames < 0) {
      throw new IllegalArgumentException("the number of unlisted names is not negative");
    }
  }

  /// Whether any device may register.
  public boolean registrationOn() {
    return registration != RegistrationMode.OFF;
  }

  /// The same, with its devices allowed to speak for sub-devices.
  public ProductRules withGateway() {
    return new ProductRules(
        registration,
        clientsPerName,
        unlistedNames,
        onClones,
        tokenOverPlain,
        pushOnRegister,
        fullMqtt,
        true);
  }

  public ProductRules withRegistration(RegistrationMode mode) {
    return new ProductRules(
        mode,
        clientsPerName,
        unlistedNames,
        onClones,
        tokenOverPlain,
        pushOnRegister,
        fullMqtt,
        gateway);
  }
}
