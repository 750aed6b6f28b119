package io.mintmark.app;

import io.mintmark.broker.RealBroker;
import io.mintmark.certificate.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/// The same main job with a broker that runs elsewhere, over TLS.
abstract class MainJobOnOtherBrokers extends MainJobTest {

  @TempDir static Path folder;
  private RealBroker broker;

  abstract RealBroker newBroker(Path itsFolder, Path certificates) throws IOException;

  @Override
  String[] settings() throws IOException {
    Path certificates = folder.resolve("certificates");
    CertificateAuthority.open(certificates, new SecureRandom(), InstantSource.system())
        .serverCertificates(List.of("localhost"));
    broker = newBroker(folder.resolve("broker"), certificates);
    broker.start();
    return new String[] {
      "broker.url=mqtts://localhost:" + broker.tlsPort,
      "broker.username=" + RealBroker.USER,
      "broker.password=" + RealBroker.PASSWORD,
      "broker.ca-file=" + certificates.resolve("ca.pem")
    };
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }
}
