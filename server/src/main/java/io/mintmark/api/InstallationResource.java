package io.mintmark.api;

import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What anybody may know of this installation: whether it is well, and whom to trust.
@RestController
@Tag(name = "Installation")
class InstallationResource {

  private static final Logger LOG = LoggerFactory.getLogger(InstallationResource.class);

  private final Projects projects;
  private final String caCertificate;

  InstallationResource(Projects projects, String caCertificate) {
    this.projects = projects;
    this.caCertificate = caCertificate;
  }

  @Open
  @GetMapping(Paths.API + "/health")
  @Operation(
      operationId = "health",
      summary = "Tell whether the server and its store answer",
      description = "For load balancers and watchdogs; needs no caller.")
  @Refusals(ProblemCode.UNWELL)
  Health health() {
    try {
      projects.all();
      return new Health("UP");
    } catch (RuntimeException e) {
      // Anybody may ask, as often as he likes: one line each, no trace.
      LOG.warn("the store does not answer the health check: {}", e.toString());
      throw new ProblemException(ProblemCode.UNWELL, "The log of the server says more.");
    }
  }

  @Open
  @GetMapping(path = Paths.API + "/ca.pem", produces = "application/x-pem-file")
  @Operation(
      operationId = "caCertificate",
      summary = "Download the CA certificate that devices and programs must trust",
      description = "It is public; compare its fingerprint with the one the server printed.")
  String caCertificate() {
    return caCertificate;
  }

  /// Whether the server is well.
  record Health(@Schema(allowableValues = "UP") String status) {}
}
