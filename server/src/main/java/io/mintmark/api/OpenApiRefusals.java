package io.mintmark.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/// Writes into the description of every operation how it may be refused: what follows from its form
/// (a body can be malformed, a path can name nothing), and what its [Refusals] add.
final class OpenApiRefusals implements OperationCustomizer {

  private static final String SCHEMA = "#/components/schemas/Problem";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    if (method.hasMethodAnnotation(Open.class)) {
      operation.setSecurity(List.of());
    }
    Map<Integer, List<ProblemCode>> byStatus =
        codes(operation, method).stream()
            .collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()));
    ApiResponses responses = operation.getResponses();
    byStatus.forEach(
        (status, codes) -> responses.addApiResponse(status.toString(), response(codes)));
    return operation;
  }

  private static Set<ProblemCode> codes(Operation operation, HandlerMethod method) {
    var codes = EnumSet.of(ProblemCode.INTERNAL);
    if (!method.hasMethodAnnotation(Open.class)) {
      codes.add(ProblemCode.NOT_SIGNED_IN);
    }
    if (!method.hasMethodAnnotation(GetMapping.class)) {
      codes.add(ProblemCode.OVERLOADED);
      codes.add(ProblemCode.STORE_FULL);
    }
    if (operation.getRequestBody() != null) {
      codes.addAll(
          EnumSet.of(
              ProblemCode.BAD_REQUEST, ProblemCode.TOO_LARGE, ProblemCode.MEDIA_TYPE_UNSUPPORTED));
    }
    if (operation.getParameters() != null) {
      operation
          .getParameters()
          .forEach(
              parameter ->
                  codes.add(
                      "path".equals(parameter.getIn())
                          ? ProblemCode.NOT_FOUND
                          : ProblemCode.BAD_REQUEST));
    }
    Refusals more = method.getMethodAnnotation(Refusals.class);
    if (more != null) {
      codes.addAll(List.of(more.value()));
    }
    return codes;
  }

  private static ApiResponse response(List<ProblemCode> codes) {
    var body = new MediaType().schema(new Schema<>().$ref(SCHEMA));
    codes.forEach(
        code ->
            body.addExamples(
                code.name(),
                new Example()
                    .summary(code.title())
                    .value(
                        Map.of(
                            "type", code.type(),
                            "title", code.title(),
                            "status", code.status(),
                            "code", code.name(),
                            "detail", "…"))));
    return new ApiResponse()
        .description(
            codes.stream()
                .map(code -> code.name() + ": " + code.title())
                .collect(Collectors.joining("; ")))
        .content(new Content().addMediaType(Problem.MEDIA_TYPE, body));
  }
}
