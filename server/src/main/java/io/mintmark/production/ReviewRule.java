package io.mintmark.production;

import io.mintmark.product.ProductKey;
import io.mintmark.product.Products;
import io.mintmark.project.Project;
import io.mintmark.project.Projects;

/// Whether batches of a product need the review of somebody who did not ask for them.
@FunctionalInterface
public interface ReviewRule {

  /// As of now; what is in review already stays there.
  boolean needed(ProductKey product);

  /// As the product's project says.
  static ReviewRule of(Products products, Projects projects) {
    return key ->
        products
            .find(key)
            .flatMap(product -> projects.find(product.project()))
            .map(Project::review)
            .orElse(false);
  }
}
