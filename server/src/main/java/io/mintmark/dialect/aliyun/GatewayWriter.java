package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.SubDeviceEnd;
import io.mintmark.device.TopologyChange;
import io.mintmark.dialect.CompactJson;
import io.mintmark.dialect.Push;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.gateway.GatewayOutcome.PerDevice;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.gateway.GatewayRequest;
import io.mintmark.gateway.GatewayRequest.Asked;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Writes what a gateway is told about its sub-devices: answers on `…_reply`, and pushes. All of it
/// is compact, because the C SDKs read it with the parser that reads their secrets.
final class GatewayWriter {

  private static final int IOT_ID_BYTES = 16;

  private GatewayWriter() {}

  /// The answer to one request.
  ///
  /// @param id as it stood in the request; null if it had none
  static Push answer(
      GatewayTopic kind,
      String topic,
      @Nullable String id,
      GatewayRequest request,
      GatewayOutcome outcome) {
    var answer = CompactJson.object();
    if (id != null) {
      answer.putVerbatim("id", id);
    }
    Reason refusal = refusalOf(kind, outcome);
    answer.put("code", refusal == null ? AliyunCodes.SUCCESS : AliyunCodes.codeOf(refusal, kind));
    putData(answer, kind, request, outcome);
    answer.put("message", refusal == null ? "success" : AliyunCodes.messageOf(refusal));
    if (kind.method() != null) {
      answer.put("method", kind.method()).put("version", "1.0");
    }
    return new Push(topic + "_reply", answer.toBytes());
  }

  /// Why the request as a whole was refused; null if it was not.
  private static @Nullable Reason refusalOf(GatewayTopic kind, GatewayOutcome outcome) {
    return switch (outcome) {
      case GatewayOutcome.Described _ -> null;
      case GatewayOutcome.Refused(var reason) -> reason;
      case PerDevice(var results) -> {
        Reason first = null;
        boolean any = false;
        for (Result result : results) {
          if (result instanceof Result.Refused(var reason)) {
            first = first == null ? reason : first;
          } else {
            any = true;
          }
        }
        // The signed registration tells successes from failures in its data.
        yield kind == GatewayTopic.PRODUCT_REGISTER && any ? null : first;
      }
    };
  }

  private static void putData(
      CompactJson answer, GatewayTopic kind, GatewayRequest request, GatewayOutcome outcome) {
    List<CompactJson> done = new ArrayList<>();
    List<CompactJson> refused = new ArrayList<>();
    switch (outcome) {
      case GatewayOutcome.Described(var subDevices) -> subDevices.forEach(s -> done.add(names(s)));
      case GatewayOutcome.Refused _ -> {}
      case PerDevice(var results) -> {
        for (int i = 0; i < results.size(); i++) {
          Asked asked = request.asked().get(i);
          switch (results.get(i)) {
            case Result.Done(var subDevice, _) -> done.add(names(subDevice));
            case Result.Issued issued -> done.add(credential(issued));
            case Result.Refused(var reason) -> refused.add(failure(asked, reason, kind));
            case Result.LeftOut() -> {} // told of the request as a whole
          }
        }
      }
    }
    if (kind == GatewayTopic.PRODUCT_REGISTER) {
      answer.put("data", CompactJson.object().put("successes", done).put("failures", refused));
    } else if (kind.takesMany()) {
      answer.put("data", refused.isEmpty() ? done : refused);
    } else {
      var all = refused.isEmpty() ? done : refused;
      answer.put("data", all.isEmpty() ? CompactJson.object() : all.getFirst());
    }
  }

  private static CompactJson names(DeviceIdentity subDevice) {
    return CompactJson.object()
        .put("deviceName", subDevice.name())
        .put("productKey", subDevice.product().value());
  }

  private static CompactJson credential(Result.Issued issued) {
    var subDevice = issued.subDevice();
    return CompactJson.object()
        .put("iotId", iotId(subDevice))
        .put("productKey", subDevice.product().value())
        .put("deviceName", subDevice.name())
        .put("deviceSecret", issued.deviceSecret().expose());
  }

  private static CompactJson failure(Asked asked, Reason reason, GatewayTopic kind) {
    var failure = CompactJson.object();
    switch (asked) {
      case Asked.Sound sound ->
          failure
              .put("deviceName", sound.identity().name())
              .put("productKey", sound.identity().product().value());
      case Asked.Faulty faulty -> {
        putIfThere(failure, "deviceName", faulty.deviceName());
        putIfThere(failure, "productKey", faulty.productKey());
      }
    }
    return failure
        .put("code", AliyunCodes.codeOf(reason, kind))
        .put("message", AliyunCodes.messageOf(reason));
  }

  private static void putIfThere(CompactJson object, String name, @Nullable String value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  /// A sub-device was put out.
  static Push ended(DeviceIdentity gateway, DeviceIdentity subDevice, SubDeviceEnd why) {
    var message =
        CompactJson.object()
            .put("id", newId())
            .put("code", AliyunCodes.codeOf(why))
            .put("data", names(subDevice))
            .put("message", AliyunCodes.messageOf(why));
    return new Push("/ext/error/" + gateway.product() + "/" + gateway.name(), message.toBytes());
  }

  /// The topology, or the state of sub-devices, changed.
  static Push changed(
      DeviceIdentity gateway, TopologyChange change, List<DeviceIdentity> subDevices) {
    int status =
        switch (change) {
          case ADDED -> 0;
          case REMOVED -> 1;
          case ENABLED -> 2;
          case DISABLED -> 8;
        };
    var params =
        CompactJson.object()
            .put("status", status)
            .put("subList", subDevices.stream().map(GatewayWriter::names).toList());
    var message =
        CompactJson.object()
            .put("id", newId())
            .put("version", "1.0")
            .put("params", params)
            .put("method", "thing.topo.change");
    return new Push(
        "/sys/" + gateway.product() + "/" + gateway.name() + "/thing/topo/change",
        message.toBytes());
  }

  /// The vendor's platform names every device by an id of its own; ours is made of the names, so
  /// that it is the same at every time.
  private static String iotId(DeviceIdentity subDevice) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(subDevice.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, IOT_ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Decimal, in 32 bits without sign, as the vendor's pages demand.
  private static String newId() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1L << 32));
  }
}
