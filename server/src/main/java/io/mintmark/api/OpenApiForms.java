package io.mintmark.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/// Writes into the description what our records say of themselves but the generator does not see:
/// which properties are always there and which may be null, and what all lists and creations have
/// in common.
final class OpenApiForms implements OperationCustomizer, OpenApiCustomizer {

  /// The records that operations take and give, and those within them, by the names of their
  /// schemas.
  private final Map<String, Class<?>> records = new ConcurrentSkipListMap<>();

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    collect(ResolvableType.forMethodParameter(method.getReturnType()));
    Stream.of(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
        .map(MethodParameter::getParameterType)
        .forEach(this::collect);
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(OpenApiForms::describe);
    }
    ApiResponse created = operation.getResponses().get("201");
    if (created != null) {
      created.addHeaderObject(
          "Location", new Header().description("Path of what was made").schema(new StringSchema()));
    }
    return operation;
  }

  @Override
  public void customise(OpenAPI description) {
    var components = description.getComponents();
    // No operation returns a problem, so its form is put in here.
    ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
    collect(Problem.class);
    collect(Problem.Fault.class);
    collect(NewBatchForm.class);
    collect(NameListsResource.NewNameListForm.class);
    collect(TestResultsResource.NewTestResult.class);
    collect(TestResultsResource.NewUnitTestResult.class);
    components.getSchemas().forEach((name, schema) -> complete(schema, recordOf(name)));
  }

  private void collect(ResolvableType type) {
    collect(type.toClass());
    for (ResolvableType part : type.getGenerics()) {
      collect(part);
    }
  }

  private void collect(Class<?> type) {
    if (type.isRecord() && records.put(type.getSimpleName(), type) == null) {
      for (RecordComponent component : type.getRecordComponents()) {
        collect(ResolvableType.forType(component.getGenericType()));
      }
    }
  }

  /// Schemas of pages are named after what they hold.
  private @Nullable Class<?> recordOf(String schemaName) {
    Class<?> type = records.get(schemaName);
    return type != null || !schemaName.startsWith("Page") ? type : Page.class;
  }

  private static void complete(Schema<?> schema, @Nullable Class<?> type) {
    if (type == null || schema.getProperties() == null) {
      return;
    }
    Set<String> required = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      } else if (type != Problem.class) {
        allowNull(schema.getProperties().get(component.getName()));
      }
    }
    schema.setRequired(List.copyOf(required));
  }

  private static void allowNull(@Nullable Schema<?> property) {
    if (property != null && property.get$ref() != null) {
      var nothing = new Schema<>();
      nothing.setTypes(Set.of("null"));
      property.setAnyOf(List.of(new Schema<>().$ref(property.get$ref()), nothing));
      property.set$ref(null);
    } else if (property != null && property.getTypes() != null) {
      Set<String> types = new LinkedHashSet<>(property.getTypes());
      types.add("null");
      property.setTypes(types);
    }
  }

  private static void describe(Parameter parameter) {
    switch (parameter.getName()) {
      case "limit" -> {
        parameter.description("Items on a page, 1 to " + Page.MAX_LIMIT);
        parameter.getSchema().minimum(BigDecimal.ONE);
        parameter.getSchema().maximum(BigDecimal.valueOf(Page.MAX_LIMIT));
      }
      case "after" -> parameter.description("The `next` of the page before");
      default -> {}
    }
  }
}
