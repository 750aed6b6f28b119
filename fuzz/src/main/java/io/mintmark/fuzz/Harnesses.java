package io.mintmark.fuzz;

import io.mintmark.dialect.aliyun.ClientIdHarness;
import io.mintmark.gate.ClientHelloHarness;
import io.mintmark.gate.ConnectHarness;
import io.mintmark.gate.ForwarderHarness;
import io.mintmark.gate.HttpHarness;
import io.mintmark.sheet.NamesCsvHarness;
import io.mintmark.sheet.NamesXlsxHarness;

/// All harnesses by their names, which are also the names of the folders under `fuzz/corpus`.
public final class Harnesses {

  private Harnesses() {}

  /// Makes the harness of this name.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public static Harness named(String name) {
    return switch (name) {
      case "aliyun-http" -> HttpHarness.aliyun();
      case "client-hello" -> new ClientHelloHarness();
      case "client-id" -> new ClientIdHarness();
      case "connect" -> new ConnectHarness();
      case "forwarder" -> new ForwarderHarness();
      case "names-csv" -> new NamesCsvHarness();
      case "names-xlsx" -> new NamesXlsxHarness();
      case "tencent-http" -> HttpHarness.tencent();
      default -> throw new IllegalArgumentException("there is no harness " + name);
    };
  }
}
