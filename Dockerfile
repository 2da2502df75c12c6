# The stand in a container; the token is the one that the tester's door will ask for.
#
#   docker build --tag esia-mock .
#   docker run --rm --publish 127.0.0.1:8585:8585 \
#       --env ESIA_MOCK_CONTROL_TOKEN=anything --env ESIA_MOCK_PUBLIC_URL=http://localhost:8585 esia-mock

FROM rust:1-bookworm AS build
WORKDIR /build
COPY . .
RUN cargo build --profile dist --locked --bin esia-mock

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /build/target/dist/esia-mock /usr/local/bin/esia-mock
EXPOSE 8585
# In variables, so that the check finds the server by the same words.
ENV ESIA_MOCK_LISTEN=0.0.0.0:8585 ESIA_MOCK_ALLOW_REMOTE=true
HEALTHCHECK --interval=5s --start-interval=250ms --start-period=10s CMD ["/usr/local/bin/esia-mock", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/esia-mock"]
CMD ["serve"]
