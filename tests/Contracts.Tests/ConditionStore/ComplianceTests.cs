using Maintenance.Core.Ports;
using Maintenance.Store;

namespace Maintenance.Contracts.Tests.ConditionStore;

/// <summary>No engine without the contract.</summary>
public sealed class ComplianceTests
{
    [Fact]
    public void Every_engine_in_the_store_runs_the_contract()
    {
        var engines = typeof(ConditionStores).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IConditionStore))).ToArray();
        engines.ShouldNotBeEmpty();
        var suites = typeof(ComplianceTests).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(ConditionStoreContract))).Select(t => t.Name).ToArray();
        foreach (var engine in engines) suites.ShouldContain($"{engine.Name}ContractTests");
    }
}
