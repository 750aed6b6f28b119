package io.mintmark.api;

import io.mintmark.device.LiveSessions;
import io.mintmark.device.Notice;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// One message for every device of a product that is online.
@RestController
@Tag(name = "Products")
class BroadcastResource {

  /// Twice that would not fit into a body of this API as base64.
  private static final int MAX_PAYLOAD_BYTES = 32 * 1024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  private final Products products;
  private final LiveSessions sessions;
  private final EventLog events;
  private final InstantSource clock;

  BroadcastResource(
      Products products, LiveSessions sessions, EventLog events, InstantSource clock) {
    this.products = products;
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  /// How a payload stands in JSON.
  enum Encoding {
    TEXT,
    BASE64
  }

  /// What to say.
  ///
  /// @param encoding null for text, which is sent as UTF-8
  record NewBroadcast(
      @Schema(
              description =
                  "Last level of the topic /broadcast/{ProductKey}/{name}, 1 to 64 of A-Z a-z 0-9 _"
                      + " . : - ; only in the dialect ALIYUN, the other has one topic for all")
          @Nullable String name,
      String payload,
      @Schema(description = "Of the payload; TEXT unless told") @Nullable Encoding encoding) {

    NewBroadcast {
      Fields.required("payload", payload);
    }

    private byte[] bytes() {
      byte[] bytes =
          encoding == Encoding.BASE64 ? decoded() : payload.getBytes(StandardCharsets.UTF_8);
      if (bytes.length > MAX_PAYLOAD_BYTES) {
        throw ProblemException.badRequest(
            "A broadcast has at most " + MAX_PAYLOAD_BYTES + " bytes of payload.");
      }
      return bytes;
    }

    private byte[] decoded() {
      try {
        return Base64.getDecoder().decode(payload);
      } catch (IllegalArgumentException e) {
        throw ProblemException.badRequest("The property 'payload' is not base64.");
      }
    }

    private String nameFor(Dialect dialect) {
      return switch (dialect) {
        case ALIYUN -> {
          String given = Fields.required("name", name);
          if (!NAME.matcher(given).matches()) {
            throw ProblemException.badRequest(
                "The property 'name' has 1 to 64 characters of A-Z a-z 0-9 _ . : - and no slash.");
          }
          yield given;
        }
        case TENCENT -> {
          if (name != null) {
            throw ProblemException.badRequest(
                "Leave the property 'name' out: Tencent's devices have one broadcast topic.");
          }
          yield "";
        }
      };
    }
  }

  /// What became of it.
  ///
  /// @param devices to which it was sent
  record BroadcastReport(
      @Schema(description = "Devices to which it was sent: those online that take messages")
          int devices) {}

  @PostMapping(
      path = Paths.API + "/products/{productKey}/broadcast",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "broadcast",
      summary = "Send one message to every device of the product that is online",
      description =
          "QoS 0, whether they subscribed or not; nothing is kept for the others. At most 32 KB.")
  BroadcastReport broadcast(@PathVariable String productKey, @RequestBody NewBroadcast body) {
    var product = Lookup.product(products, productKey);
    var notice = new Notice.Broadcast(body.nameFor(product.dialect()), body.bytes());
    int told = sessions.broadcast(product.key(), notice).toCompletableFuture().join();
    note(product, notice, told);
    return new BroadcastReport(told);
  }

  private void note(Product product, Notice.Broadcast notice, int told) {
    String name = notice.name().isEmpty() ? "" : notice.name() + ", ";
    events.append(
        new Event(
            clock.instant(),
            EventKind.OPERATION,
            "BROADCAST",
            product.key().value(),
            null,
            product.dialect().name(),
            null,
            name + notice.payload().length + " bytes to " + told + " devices"));
  }
}
