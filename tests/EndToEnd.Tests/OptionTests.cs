using System.Net;
using System.Net.Sockets;
using Maintenance.Tests.Mosquitto;

namespace Maintenance.EndToEnd.Tests;

/// <summary>A wrong option ends the start with one message that names the key and what is allowed.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData("Store:Engine=Oracle", "Store:Engine", "DuckDb")]
    [InlineData("Log:Engine=Files", "Log:Engine", "Embedded")]
    [InlineData("Log:Partitions:telemetry.v1=many", "Log:Partitions", "whole number")]
    [InlineData("Log:Partitions:telemetry.v1=0", "Log:Partitions", "1")]
    [InlineData("Host:Roles:0=Cook", "Host:Roles", "Dashboard")]
    [InlineData("Scoring:Modle=x", "Scoring:Modle", "Model")]
    [InlineData("Scoring:Model=/nowhere/model.pmml", "Scoring:Model", "")]
    [InlineData("Mqtt:Port=70000", "Mqtt:Port", "65535")]
    [InlineData("nonsense", "--set", "Section:Key=value")]
    public async Task A_wrong_option_is_named_and_the_exit_code_is_not_zero(string setting, string key, string allowed)
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(120),
            "run", "--data", folder.Combine("data"), "--set", "Host:Urls=http://127.0.0.1:0", "--set", "Mqtt:Port=0", "--set", setting);
        exitCode.ShouldNotBe(0, output);
        error.ShouldContain(key);
        error.ShouldContain(allowed);
        error.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is not a message");
    }

    [Fact]
    public async Task The_broker_without_ingest_is_refused_and_told_what_to_do()
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(120),
            "run", "--data", folder.Combine("data"), "--roles", "Broker,Simulator,Dashboard", "--set", "Host:Urls=http://127.0.0.1:0",
                "--set", "Mqtt:Port=0");
        exitCode.ShouldNotBe(0);
        error.ShouldContain("Broker without Ingest");
        error.ShouldContain("Give both");
        error.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is not a message");
    }

    [Fact]
    public async Task A_taken_port_of_the_broker_is_named_with_its_option()
    {
        using var folder = new TemporaryDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(120),
            "run", "--data", folder.Combine("data"), "--set", "Host:Urls=http://127.0.0.1:0", "--set", $"Mqtt:Port={port}");
        exitCode.ShouldNotBe(0);
        error.ShouldContain($"127.0.0.1:{port} (Mqtt:Port)");
        error.ShouldContain("--set Mqtt:Port=");
        error.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is not a message");
    }

    [Theory]
    [InlineData("http://127.0.0.1:99999", "99999")]
    [InlineData("ftp://127.0.0.1:8080", "ftp")]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("all of them", "all of them")]
    [InlineData("http://127.0.0.1:many", "many")]
    [InlineData(";", "empty")]
    public async Task A_bad_address_is_named_with_its_option_and_what_is_allowed(string urls, string named)
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(120),
            "run", "--data", folder.Combine("data"), "--urls", urls, "--set", "Mqtt:Port=0");
        exitCode.ShouldBe(2, output);
        error.ShouldContain(named);
        error.ShouldContain("--urls");
        error.ShouldContain("http://127.0.0.1:8080");
        error.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is not a message");
    }

    [Fact]
    public async Task A_taken_port_of_HTTP_is_named_with_its_option()
    {
        using var folder = new TemporaryDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(120),
            "run", "--data", folder.Combine("data"), "--urls", url, "--set", "Mqtt:Port=0");
        exitCode.ShouldBe(2, output);
        error.ShouldContain(url);
        error.ShouldContain("--urls");
        (output + error).ShouldNotContain("   at ", Case.Sensitive, "a stack trace is not a message");
    }

    [Fact]
    public async Task Several_wrong_options_are_all_listed_at_once()
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(120),
            "run", "--data", folder.Combine("data"), "--set", "Store:Memory=1", "--set", "Log:Partition=3");
        exitCode.ShouldNotBe(0);
        error.ShouldContain("Store:Memory");
        error.ShouldContain("Log:Partition");
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for_and_health_says_so()
    {
        using var folder = new TemporaryDirectory();
        await using var broker = await MosquittoServer.StartAsync(folder.Combine("broker"));
        await broker.KillAsync();
        await using var product = await ProductProcess.StartAsync(folder.Path, "Ingest,Scoring,Dashboard", $"Mqtt:Port={broker.Port}");
        await product.WaitForHealthAsync("degraded");
        product.Output.ShouldContain($"Mqtt:Port={broker.Port}");

        await broker.RestartAsync();
        await product.WaitForHealthAsync("healthy");
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_is_refused_with_a_reason()
    {
        using var folder = new TemporaryDirectory();
        await using var first = await ProductProcess.StartAsync(folder.Path, "Ingest,Scoring,Dashboard");
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(120),
            "run", "--data", folder.Path, "--roles", "Ingest,Scoring,Dashboard", "--set", "Host:Urls=http://127.0.0.1:0");
        exitCode.ShouldNotBe(0);
        error.ShouldContain(folder.Path);
    }
}
