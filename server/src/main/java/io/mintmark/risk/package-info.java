/// Risk devices (风险设备): several units under one name, and signs that a credential was copied.
/// What devices do is watched at next to no cost, written down as evidence and weighed; what
/// follows from it is the product's rule and the operator's decision.
@NullMarked
package io.mintmark.risk;

import org.jspecify.annotations.NullMarked;
