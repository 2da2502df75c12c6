# The stand in a container; the token is the one that the tester's door will ask for.
#
#   docker build --tag esia-mock .
#   docker run --rm --publish 127.0.0.1:8585:8585 \
#       --env ESIA_MOCK_CONTROL_TOKEN=anything --env ESIA_MOCK_PUBLIC_URL=http://localhost:8585 esia-mock
#
# For another processor: docker build --platform linux/arm64 … With a program that is built already, such as that of a
# release, in packed/amd64/esia-mock or packed/arm64/esia-mock: docker build --build-arg PROGRAM=packed …

ARG PROGRAM=built

FROM rust:1-bookworm AS built
WORKDIR /build
COPY . .
# What a build before has left is used again; nothing of it gets into the image.
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/build/target \
    cargo build --profile dist --locked --bin esia-mock && cp target/dist/esia-mock /esia-mock

FROM scratch AS packed
ARG TARGETARCH
COPY packed/${TARGETARCH}/esia-mock /esia-mock

# hadolint ignore=DL3006
FROM ${PROGRAM} AS program

# A C library, a user without rights (65532), and nothing else.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=program /esia-mock /usr/local/bin/esia-mock
EXPOSE 8585
# In variables, so that the check finds the server by the same words.
ENV ESIA_MOCK_LISTEN=0.0.0.0:8585 ESIA_MOCK_ALLOW_REMOTE=true
HEALTHCHECK --interval=2s --timeout=6s --start-period=10s \
    CMD ["/usr/local/bin/esia-mock", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/esia-mock"]
CMD ["serve"]
