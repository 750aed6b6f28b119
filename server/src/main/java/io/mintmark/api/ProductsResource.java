package io.mintmark.api;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.Products;
import io.mintmark.project.ProjectId;
import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Products, their registration switch and their secret.
@RestController
@Tag(name = "Products")
class ProductsResource {

  private static final String OF_PROJECT = Paths.API + "/projects/{project}/products";
  private static final String PATH = Paths.API + "/products";

  private final Projects projects;
  private final Products products;
  private final ProductCatalog catalog;
  private final EventLog events;
  private final InstantSource clock;

  ProductsResource(
      Projects projects,
      Products products,
      ProductCatalog catalog,
      EventLog events,
      InstantSource clock) {
    this.projects = projects;
    this.products = products;
    this.catalog = catalog;
    this.events = events;
    this.clock = clock;
  }

  @GetMapping(OF_PROJECT)
  @Operation(operationId = "listProducts", summary = "List a project's products, oldest first")
  Page<ProductViews.ProductView> listProducts(@PathVariable String project) {
    var owner = Lookup.project(projects, project);
    return Page.all(products.ofProject(owner.id()), ProductViews::of);
  }

  @PostMapping(path = OF_PROJECT, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createProduct",
      summary = "Create a product",
      description =
          "Its dialect is the vendor's protocol that its firmware speaks, for good. Firmware that"
              + " is in the field keeps its `productKey` and `productSecret`; otherwise leave both"
              + " out.")
  @Refusals(ProblemCode.PRODUCT_KEY_TAKEN)
  ResponseEntity<ProductViews.ProductView> createProduct(
      @PathVariable String project, @RequestBody ProductViews.NewProduct body) {
    var owner = Lookup.project(projects, project).id();
    var product =
        body.existing()
            .map(known -> add(owner, body, known))
            .orElseGet(() -> catalog.create(owner, body.name(), body.dialect()));
    return ResponseEntity.created(URI.create(PATH + "/" + product.key()))
        .body(ProductViews.of(product));
  }

  @GetMapping(PATH + "/{productKey}")
  @Operation(operationId = "findProduct", summary = "Find a product")
  ProductViews.ProductView findProduct(@PathVariable String productKey) {
    return ProductViews.of(Lookup.product(products, productKey));
  }

  @PostMapping(PATH + "/{productKey}/publish")
  @Operation(
      operationId = "publishProduct",
      summary = "Publish a product, so that it can be mass-produced",
      description = "There is no way back. Repeating it changes nothing.")
  ProductViews.ProductView publishProduct(@PathVariable String productKey) {
    var product = Lookup.product(products, productKey);
    products.publish(product.key());
    if (product.state() != Product.State.PUBLISHED) {
      note(product, "PRODUCT_PUBLISHED");
    }
    return findProduct(productKey);
  }

  private Product add(ProjectId owner, ProductViews.NewProduct body, ProductViews.Existing known) {
    if (products.find(known.key()).isPresent()) {
      throw keyTaken();
    }
    try {
      return catalog.add(owner, body.name(), body.dialect(), known.key(), known.secret());
    } catch (RuntimeException e) {
      // Two at once both found it free; the store let one of them have it.
      throw products.find(known.key()).isPresent() ? keyTaken() : e;
    }
  }

  private void note(Product product, String act) {
    events.append(
        new Event(
            clock.instant(),
            EventKind.OPERATION,
            act,
            product.key().value(),
            null,
            product.dialect().name(),
            null,
            null));
  }

  private static ProblemException keyTaken() {
    return new ProblemException(
        ProblemCode.PRODUCT_KEY_TAKEN,
        "A product of this installation has this ProductKey already; leave it out to get a new"
            + " one.");
  }
}
