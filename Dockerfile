# The operator's image: a Java runtime with only the modules it needs, the jars and an AOT cache, on a base without a shell, as a user without rights,
# with a root file system that may be read-only (only /tmp is written to). What is in it is made by image/build, which tells more.
#   docker build -t omnibridge:0.1.0-SNAPSHOT .

FROM docker.io/library/maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn --batch-mode --quiet --projects image --also-make -Dmaven.test.skip=true package \
    && image/build image/target/jars /image

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /image/ /
# fails if the runtime lacks something of this base, or the cache does not fit
RUN ["/runtime/bin/java", "-XX:AOTMode=on", "@/app/java.options", "--version"]
USER 65532:65532
WORKDIR /tmp
# two arenas: the C library's default of eight per core costs memory and gains nothing here
ENV MALLOC_ARENA_MAX=2
EXPOSE 8081
ENTRYPOINT ["/runtime/bin/java", "@/app/java.options"]
CMD ["run"]
