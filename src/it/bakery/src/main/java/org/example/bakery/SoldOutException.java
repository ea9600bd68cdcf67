package org.example.bakery;

class SoldOutException extends RuntimeException {

  SoldOutException(String message) {
    super(message);
  }
}
