using Maintenance.Mqtt;

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
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(30),
            "run", "--data", folder.Combine("data"), "--set", "Host:Urls=http://127.0.0.1:0", "--set", "Mqtt:Port=0", "--set", setting);
        exitCode.ShouldNotBe(0, output);
        error.ShouldContain(key);
        error.ShouldContain(allowed);
        error.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is not a message");
    }

    [Fact]
    public async Task Several_wrong_options_are_all_listed_at_once()
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(30),
            "run", "--data", folder.Combine("data"), "--set", "Store:Memory=1", "--set", "Log:Partition=3");
        exitCode.ShouldNotBe(0);
        error.ShouldContain("Store:Memory");
        error.ShouldContain("Log:Partition");
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for_and_health_says_so()
    {
        using var folder = new TemporaryDirectory();
        var port = FreePort.Find();
        await using var product = await ProductProcess.StartAsync(folder.Path, "Ingest,Scoring,Dashboard", $"Mqtt:Port={port}");
        await product.WaitForHealthAsync("degraded");
        product.Output.ShouldContain($"Mqtt:Port={port}");

        await using var broker = await MosquittoBroker.StartAsync(new MosquittoBrokerOptions { Folder = folder.Combine("broker"), Port = port }, CancellationToken.None);
        await product.WaitForHealthAsync("healthy");
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_is_refused_with_a_reason()
    {
        using var folder = new TemporaryDirectory();
        await using var first = await ProductProcess.StartAsync(folder.Path, "Ingest,Scoring,Dashboard");
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromSeconds(30),
            "run", "--data", folder.Path, "--roles", "Ingest,Scoring,Dashboard", "--set", "Host:Urls=http://127.0.0.1:0");
        exitCode.ShouldNotBe(0);
        error.ShouldContain(folder.Path);
    }
}
