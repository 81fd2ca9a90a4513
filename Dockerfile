# The operator's image: built with a JDK 25, run on a Java runtime with only the modules it needs, as a user without rights,
# with a root file system that may be read-only (only /tmp is written to).
#   docker build -t omnibridge:0.1.0-SNAPSHOT .

FROM docker.io/library/maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn --batch-mode --quiet --projects operator --also-make -Dmaven.test.skip=true \
        package dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory=target/lib \
    && mkdir /app \
    && cp operator/target/lib/*.jar operator/target/operator-*.jar /app/
RUN jlink --output /runtime --strip-debug --no-header-files --no-man-pages --compress zip-6 \
        --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.unsupported

FROM gcr.io/distroless/base-debian12:nonroot
COPY --from=build /runtime /runtime
COPY --from=build /app /app
USER 65532:65532
WORKDIR /tmp
# two arenas: the C library's default of eight per core costs memory and gains nothing here
ENV MALLOC_ARENA_MAX=2
EXPOSE 8081
ENTRYPOINT ["/runtime/bin/java", \
    "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1", \
    "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", \
    "-cp", "/app/*", "dev.omnibridge.operator.app.Main"]
CMD ["run"]
