package io.mintmark.api;

import io.mintmark.delivery.Deliveries;
import io.mintmark.delivery.Delivery;
import io.mintmark.delivery.DeliveryId;
import io.mintmark.delivery.Factories;
import io.mintmark.delivery.Factory;
import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.Products;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.project.FactoryId;
import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import io.mintmark.project.Projects;
import io.mintmark.sheet.NameList;
import io.mintmark.sheet.NameListId;
import io.mintmark.sheet.NameLists;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds what a path names, or ends the request with NOT_FOUND. A name that cannot be one is simply
/// not found.
final class Lookup {

  private Lookup() {}

  static Project project(Projects projects, String id) {
    return parsed(id, ProjectId::new)
        .flatMap(projects::find)
        .orElseThrow(() -> ProblemException.notFound("project of this id"));
  }

  static Product product(Products products, String key) {
    return parsed(key, ProductKey::new)
        .flatMap(products::find)
        .orElseThrow(() -> ProblemException.notFound("product with this ProductKey"));
  }

  static Batch batch(Batches batches, String id) {
    return parsed(id, BatchId::new)
        .flatMap(batches::find)
        .orElseThrow(() -> ProblemException.notFound("batch of this id"));
  }

  static NameList nameList(NameLists lists, String id) {
    return parsed(id, NameListId::new)
        .flatMap(lists::find)
        .orElseThrow(() -> ProblemException.notFound("list of names of this id; it may be over"));
  }

  static Factory factory(Factories factories, String id) {
    return parsed(id, FactoryId::new)
        .flatMap(factories::find)
        .orElseThrow(() -> ProblemException.notFound("factory of this id"));
  }

  /// The factory that a body names, or null if it names none.
  static @Nullable FactoryId factoryOrNull(Factories factories, @Nullable String id) {
    if (id == null) {
      return null;
    }
    return parsed(id, FactoryId::new)
        .flatMap(factories::find)
        .map(Factory::id)
        .orElseThrow(() -> ProblemException.badRequest("There is no factory of this id."));
  }

  /// A delivery that the caller may see: to an operator any, to a factory its own. What is another
  /// factory's is simply not found.
  static Delivery delivery(Deliveries deliveries, String id, Caller caller) {
    return parsed(id, DeliveryId::new)
        .flatMap(deliveries::find)
        .filter(found -> caller.factory().map(found.factory()::equals).orElse(true))
        .orElseThrow(() -> ProblemException.notFound("delivery of this id"));
  }

  /// An identity of a known product, whether or not the device exists.
  static DeviceIdentity identity(Product product, String name) {
    return parsed(name, text -> new DeviceIdentity(product.key(), text))
        .orElseThrow(Lookup::noDevice);
  }

  static ProblemException noDevice() {
    return ProblemException.notFound("device of this name in the product");
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> form) {
    try {
      return Optional.of(form.apply(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
