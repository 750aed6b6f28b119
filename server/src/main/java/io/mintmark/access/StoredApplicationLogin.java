package io.mintmark.access;

import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.Vault;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lets cloud programs in by their stored application keys.
public final class StoredApplicationLogin implements ApplicationLogin {

  private static final Pattern ID = Pattern.compile("mma-[a-z0-9]{10}");

  private final KeyCheck check;
  private final Products products;
  private final Executor executor;

  /// @param executor runs the blocking reads, one virtual thread each
  public StoredApplicationLogin(
      AccessKeys keys, Products products, Vault vault, Executor executor) {
    this.check = new KeyCheck(keys, vault);
    this.products = products;
    this.executor = executor;
  }

  @Override
  public CompletionStage<Optional<Application>> login(String keyId, String token) {
    if (!ID.matcher(keyId).matches()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return CompletableFuture.supplyAsync(() -> admit(keyId, token), executor);
  }

  private Optional<Application> admit(String keyId, String token) {
    return check
        .check(keyId, AccessKey.Kind.APPLICATION, token)
        .flatMap(key -> Optional.ofNullable(key.project()).map(p -> application(keyId, p)));
  }

  private Application application(String keyId, ProjectId project) {
    var dialects =
        products.ofProject(project).stream()
            .collect(Collectors.toMap(Product::key, Product::dialect));
    return new Application(keyId, project, dialects);
  }
}
