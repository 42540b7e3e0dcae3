using System.Text.RegularExpressions;
using Maintenance.Host.Composition;
using Maintenance.Host.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Tests.Deployment;

/// <summary>
/// docker-compose.yml against the code: what it sets is bound and valid, what it names exists. (No container engine runs here.)
/// </summary>
public sealed partial class ComposeFileTests(DeploymentSecrets secrets) : IClassFixture<DeploymentSecrets>
{
    private const string SecretsFolder = "/run/secrets/";

    private static readonly ComposeFile Compose = ComposeFile.Read();

    public static TheoryData<string> Roles => [.. Compose.Services.Values.Where(s => s.IsOurs).Select(s => s.Name)];

    [Fact]
    public void Every_role_but_the_demonstration_broker_is_a_service_beside_three_brokers_and_three_nodes()
    {
        var roles = Compose.Services.Values.Where(s => s.IsOurs).SelectMany(s => s.Option("--roles").Split(',')).ToHashSet();
        // Dashboard brings Api with it.
        roles.ShouldBe(Enum.GetNames<HostRole>().Except([nameof(HostRole.Broker), nameof(HostRole.Api)]), ignoreOrder: true);
        Compose.Services.Values.Count(s => s.Image.StartsWith("apache/kafka:", StringComparison.Ordinal)).ShouldBe(3);
        Compose.Services.Values.Count(s => s.Image.StartsWith("mariadb:", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Options_of_a_role_are_known_and_valid(string name)
    {
        var service = Compose.Services[name];
        var configuration = AppConfiguration.Build(service.Option("--preset"), secrets.NewFolder(), service.Option("--roles").Split(','),
            Settings(service));
        var services = new ServiceCollection();
        services.AddLogging();
        Stages.Add(services, configuration, configuration.GetSection(HostOptions.SectionName).Get<HostOptions>()!.ParseRoles(),
            broker: null);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void A_role_that_is_asked_to_stop_is_not_killed_while_it_may_still_write(string name) =>
        Compose.Services[name].StopGracePeriod.ShouldBeGreaterThan(VerbRunner.Invocation.ProcessTerminationTimeout!.Value);

    [Fact]
    public void A_wrong_key_or_value_would_be_found()
    {
        var right = Settings(Compose.Services["ingest"]);
        Should.Throw<OptionException>(() =>
            AppConfiguration.Build("Distributed", secrets.NewFolder(), ["Ingest"],
            [.. right, "Mqtt:Hots=x"])).Message.ShouldContain("Mqtt:Hots");
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Hosts_a_role_names_are_services_on_its_networks_with_that_port(string name)
    {
        var service = Compose.Services[name];
        var addresses = service.Environment.Where(e => e.Key.Contains("BootstrapServers", StringComparison.Ordinal)
            || e.Key.Contains("Hosts__", StringComparison.Ordinal))
            .SelectMany(e => e.Value.Split(',')).ToList();
        if (service.Environment.TryGetValue("MAINTENANCE_Mqtt__Host", out var broker))
            addresses.Add($"{broker}:{service.Environment["MAINTENANCE_Mqtt__Port"]}");
        addresses.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var address in addresses)
        {
            var (host, port) = (address.Split(':')[0], address.Split(':')[1]);
            Compose.Services.Keys.ShouldContain(host);
            var target = Compose.Services[host];
            target.Networks.Intersect(service.Networks).ShouldNotBeEmpty($"{name} cannot reach {host}");
            PortOf(target).ShouldBe(port, address);
            service.DependsOn.Keys.ShouldContain(host);
        }
    }

    [Fact]
    public void A_kafka_broker_advertises_the_name_and_port_by_which_it_is_reached_and_takes_the_largest_record()
    {
        foreach (var broker in Compose.Services.Values.Where(s => s.Image.StartsWith("apache/kafka:", StringComparison.Ordinal)))
        {
            broker.Environment["KAFKA_ADVERTISED_LISTENERS"].ShouldBe($"PLAINTEXT://{broker.Name}:9092");
            broker.Environment["KAFKA_CONTROLLER_QUORUM_VOTERS"].Split(',')
                .ShouldContain($"{broker.Environment["KAFKA_NODE_ID"]}@{broker.Name}:9093");
            int.Parse(broker.Environment["KAFKA_MESSAGE_MAX_BYTES"])
                .ShouldBeGreaterThan(new Maintenance.Store.Log.TelemetryLogOptions().MaxRecordBytes);
        }
    }

    [Fact]
    public void Everything_that_is_named_exists_and_no_image_floats()
    {
        foreach (var service in Compose.Services.Values)
        {
            if (!service.IsOurs) PinnedImage().IsMatch(service.Image).ShouldBeTrue($"{service.Image} names no version");
            service.Networks.ShouldBeSubsetOf(Compose.Networks, service.Name);
            service.Secrets.Values.ShouldBeSubsetOf(Compose.Secrets.Keys, service.Name);
            foreach (var mount in service.Mounts)
            {
                if (mount[0] == '.')
                    (File.Exists(Repository.PathOf(mount)) || Directory.Exists(Repository.PathOf(mount))).ShouldBeTrue(mount);
                else Compose.Volumes.ShouldContain(mount);
            }
            foreach (var (other, condition) in service.DependsOn)
            {
                condition.ShouldBe("service_healthy");
                (Compose.Services[other].HasHealthCheck || Compose.Services[other].IsOurs).ShouldBeTrue($"{other} has no health check");
            }
        }
        foreach (var file in Compose.Secrets.Values)
            File.Exists(secrets.PathOf(file)).ShouldBeTrue($"compose-secrets.sh does not make {file}");
    }

    [Fact]
    public void Health_checks_ask_where_the_image_listens()
    {
        var dockerfile = File.ReadAllText(Repository.PathOf("Dockerfile"));
        dockerfile.ShouldContain("MAINTENANCE_Host__Urls=http://0.0.0.0:8080");
        dockerfile.ShouldContain("HEALTHCHECK");
        foreach (Match address in AskedAddress().Matches(dockerfile + File.ReadAllText(Repository.PathOf("docker-compose.yml"))))
            address.Value.ShouldBeOneOf("http://127.0.0.1:8080/alive", "http://127.0.0.1:8080/health");
    }

    // What the process would read from its environment and its secrets, as settings; files are where this test has them.
    private List<string> Settings(ComposeService service)
    {
        var settings = new List<string>();
        foreach (var (name, value) in service.Environment)
        {
            name.ShouldStartWith("MAINTENANCE_");
            if (!name.Contains("__", StringComparison.Ordinal)) continue;
            settings.Add($"{name["MAINTENANCE_".Length..].Replace("__", ":", StringComparison.Ordinal)}={Located(service, value)}");
        }
        foreach (var (target, source) in service.Secrets.Where(s => s.Key.Contains("__", StringComparison.Ordinal)))
            settings.Add($"{target.Replace("__", ":", StringComparison.Ordinal)}={File.ReadAllText(secrets.PathOf(Compose.Secrets[source])).TrimEnd('\n')}");
        return settings;
    }

    private string Located(ComposeService service, string value)
    {
        if (!value.StartsWith(SecretsFolder, StringComparison.Ordinal)) return value;
        var target = value[SecretsFolder.Length..];
        service.Secrets.Keys.ShouldContain(target, $"{service.Name} does not get {value}");
        return secrets.PathOf(Compose.Secrets[service.Secrets[target]]);
    }

    private static string PortOf(ComposeService service) => service.Image.Split(':')[0] switch
    {
        "apache/kafka" => service.Environment["KAFKA_LISTENERS"].Split(',')[0].Split(':')[^1],
        "mariadb" => "3306",
        "eclipse-mosquitto" => Listener()
            .Match(File.ReadAllText(Repository.PathOf("deploy/mosquitto/mosquitto.conf"))).Groups["port"].Value,
        _ => "8080",
    };

    [GeneratedRegex(@"^[\w/.-]+:\d+\.\d+[\w.-]*$")]
    private static partial Regex PinnedImage();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/\w+")]
    private static partial Regex AskedAddress();

    [GeneratedRegex(@"^listener (?<port>\d+)$", RegexOptions.Multiline)]
    private static partial Regex Listener();
}
