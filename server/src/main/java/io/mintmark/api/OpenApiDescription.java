package io.mintmark.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;

/// The frame of the API's description; the operations describe themselves.
final class OpenApiDescription {

  static final String BEARER = "bearer";

  private OpenApiDescription() {}

  static OpenAPI frame() {
    var scheme =
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("The token from `POST /api/v1/sign-in`, or an API key.");
    return new OpenAPI()
        .info(
            new Info()
                .title("Mintmark management API")
                .version("v1")
                .description(
                    "Projects, products, production batches, devices and their events. Times are"
                        + " UTC. Lists come in pages: pass `next` on as `after` (for events as"
                        + " `before`) until it is null. Every answer that is not a success is a"
                        + " problem document with a stable `code`.")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .servers(List.of(new Server().url("/").description("This server")))
        .components(new Components().addSecuritySchemes(BEARER, scheme))
        .security(List.of(new SecurityRequirement().addList(BEARER)))
        .tags(
            List.of(
                tag("Access", "Signing in, and keys for programs"),
                tag("Projects", "Workspaces"),
                tag("Products", "Types of devices"),
                tag("Batches", "Mass production"),
                tag("Factories", "Who burns the units, and what is delivered to them"),
                tag("Production test", "Test results, yields and balances"),
                tag("Devices", "Single identities"),
                tag("Events", "What happened"),
                tag("Installation", "This server")));
  }

  private static Tag tag(String name, String description) {
    return new Tag().name(name).description(description);
  }
}
