using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>Options and composition.</summary>
public sealed class ConditionStoreOptionsTests
{
    [Fact]
    public void All_wrong_options_are_told_at_once_with_what_is_allowed()
    {
        using var provider = Provider(("Store:MemoryLimitMiB", "1"), ("Store:Threads", "-1"), ("Store:Engine", "7"),
            ("Store:ReadConnections", "0"));
        var failures = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IConditionStore>()).Failures.ToArray();
        failures.Length.ShouldBe(4);
        failures.ShouldContain(f => f.Contains("Store:MemoryLimitMiB is 1; allowed: 64", StringComparison.Ordinal));
        failures.ShouldContain(f => f.Contains("Store:Engine", StringComparison.Ordinal) && f.Contains("DuckDb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_store_is_composed_from_configuration()
    {
        var folder = Directory.CreateTempSubdirectory("store-options-");
        try
        {
            await using (var provider = Provider(("Store:DataDirectory", folder.FullName), ("Store:MemoryLimitMiB", "128")))
            {
                await provider.GetRequiredService<IConditionStore>().MigrateAsync(default);
                File.Exists(Path.Combine(folder.FullName, "maintenance.duckdb")).ShouldBeTrue();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider Provider(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value))
            .Build();
        return new ServiceCollection().AddLogging().AddConditionStore(configuration).BuildServiceProvider();
    }
}
