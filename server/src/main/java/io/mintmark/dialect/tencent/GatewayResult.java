package io.mintmark.dialect.tencent;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.CompactJson;
import io.mintmark.dialect.Push;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.gateway.GatewayOutcome.PerDevice;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.gateway.GatewayRequest;
import io.mintmark.gateway.GatewayRequest.Asked;
import java.util.ArrayList;
import java.util.List;

/// Writes messages on `$gateway/operation/result/{pid}/{dn}`. A C SDK looks at the first sub-device
/// of an answer only, and needs its `result`.
final class GatewayResult {

  private static final int UNBOUND = 0;
  private static final int BOUND = 1;

  private GatewayResult() {}

  /// The answer to one request.
  static Push answer(
      DeviceIdentity gateway, String type, GatewayRequest request, GatewayOutcome outcome) {
    List<Asked> asked = request.asked();
    return switch (outcome) {
      case GatewayOutcome.Described _ when request instanceof GatewayRequest.UnbindAll ->
          push(gateway, CompactJson.object().put("type", type).put("result", TencentCodes.SUCCESS));
      case GatewayOutcome.Described(var subDevices) ->
          devices(gateway, type, subDevices.stream().map(GatewayResult::names).toList());
      case GatewayOutcome.Refused(var reason) when asked.isEmpty() ->
          push(
              gateway,
              CompactJson.object().put("type", type).put("result", TencentCodes.resultOf(reason)));
      case GatewayOutcome.Refused(var reason) ->
          devices(gateway, type, asked.stream().map(one -> result(one, reason)).toList());
      case PerDevice(var results) -> devices(gateway, type, results(asked, results));
    };
  }

  private static List<CompactJson> results(List<Asked> asked, List<Result> results) {
    var written = new ArrayList<CompactJson>();
    for (int i = 0; i < results.size(); i++) {
      written.add(
          switch (results.get(i)) {
            case Result.Done(var subDevice, _) ->
                names(subDevice).put("result", TencentCodes.SUCCESS);
            case Result.Issued(var subDevice, _) -> // asked for by no request here
                names(subDevice).put("result", TencentCodes.resultOf(Reason.INTERNAL));
            case Result.Refused(var reason) -> result(asked.get(i), reason);
            case Result.LeftOut() -> result(asked.get(i), Reason.INTERNAL); // likewise
          });
    }
    return written;
  }

  private static CompactJson result(Asked asked, Reason reason) {
    var names =
        switch (asked) {
          case Asked.Sound sound -> names(sound.identity());
          case Asked.Faulty faulty ->
              CompactJson.object()
                  .put("product_id", faulty.productKey() == null ? "" : faulty.productKey())
                  .put("device_name", faulty.deviceName() == null ? "" : faulty.deviceName());
        };
    return names.put("result", TencentCodes.resultOf(reason));
  }

  /// Sub-devices were put out.
  static Push offline(DeviceIdentity gateway, DeviceIdentity subDevice) {
    return devices(
        gateway, "offline", List.of(names(subDevice).put("result", TencentCodes.SUCCESS)));
  }

  /// Sub-devices were bound or unbound by somebody else.
  static Push change(DeviceIdentity gateway, boolean bound, List<DeviceIdentity> subDevices) {
    var payload =
        CompactJson.object()
            .put("status", bound ? BOUND : UNBOUND)
            .put("devices", subDevices.stream().map(GatewayResult::names).toList());
    return push(gateway, CompactJson.object().put("type", "change").put("payload", payload));
  }

  private static Push devices(DeviceIdentity gateway, String type, List<CompactJson> devices) {
    return push(
        gateway,
        CompactJson.object()
            .put("type", type)
            .put("payload", CompactJson.object().put("devices", devices)));
  }

  private static CompactJson names(DeviceIdentity subDevice) {
    return CompactJson.object()
        .put("product_id", subDevice.product().value())
        .put("device_name", subDevice.name());
  }

  private static Push push(DeviceIdentity gateway, CompactJson message) {
    return new Push(
        "$gateway/operation/result/" + gateway.product() + "/" + gateway.name(), message.toBytes());
  }
}
