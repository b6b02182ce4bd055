#include "adapters/crypto/argon2id.hpp"

#include <catch2/catch.hpp>

using namespace srchat;
using namespace srchat::adapters::crypto;

TEST_CASE("argon2id: a password matches the verifier that was made of it, and no other does") {
    const secret_text password{"seven green bicycles"};
    const secret_text verifier = argon2id::verifier_of(password);
    CHECK(verifier.reveal().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(argon2id::matches(verifier, password));
    CHECK_FALSE(argon2id::matches(verifier, secret_text{"seven green bicycle"}));
    CHECK_FALSE(argon2id::matches(verifier, secret_text{""}));
    CHECK(argon2id::verifier_of(password).reveal() != verifier.reveal());
}

TEST_CASE("argon2id: a verifier that another library made is understood") {
    // By libsodium's crypto_pwhash_str.
    const secret_text verifier{
        "$argon2id$v=19$m=19456,t=2,p=1$tlJJwBX+4DZ3viCxgebi3Q$0CRSMShkYQ5P1ljm+zw44mKi0CXnObZCv6mZv0mUTrk"};
    CHECK(argon2id::matches(verifier, secret_text{"correct horse battery"}));
    CHECK_FALSE(argon2id::matches(verifier, secret_text{"correct horse batterie"}));
}

TEST_CASE("argon2id: what is no verifier matches nothing") {
    const char* wrong[] = {
        "",
        "$argon2id$v=19$m=19456,t=2,p=1$",
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$",
        "$argon2i$v=19$m=19456,t=2,p=1$tlJJwBX+4DZ3viCxgebi3Q$0CRSMShkYQ5P1ljm+zw44mKi0CXnObZCv6mZv0mUTrk",
        "$argon2id$v=16$m=19456,t=2,p=1$tlJJwBX+4DZ3viCxgebi3Q$0CRSMShkYQ5P1ljm+zw44mKi0CXnObZCv6mZv0mUTrk",
        "$argon2id$v=19$m=99999999,t=2,p=1$tlJJwBX+4DZ3viCxgebi3Q$0CRSMShkYQ5P1ljm+zw44mKi0CXnObZCv6mZv0mUTrk",
        "$argon2id$v=19$m=19456,t=2,p=1$*$0CRSMShkYQ5P1ljm+zw44mKi0CXnObZCv6mZv0mUTrk"};
    for (const char* text : wrong) {
        INFO(text);
        CHECK_FALSE(argon2id::matches(secret_text{text}, secret_text{"correct horse battery"}));
    }
}
