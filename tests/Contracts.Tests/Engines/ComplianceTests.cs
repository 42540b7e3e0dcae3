using System.Reflection;
using Maintenance.Contracts.Tests.Log;
using Maintenance.Contracts.Tests.Sql;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// No engine without its contract: each value of an engine option has a class in Store and a suite of the contract, found by name
/// (<c>DuckDb</c>: <c>DuckDbConditionStore</c>, <c>DuckDbConditionStoreContractTests</c>), and no fact is skipped in silence.
/// That a suite runs the engine it is named after is a fact of the contract itself.
/// </summary>
public sealed class ComplianceTests
{
    private static readonly Port[] EnginePorts =
    [
        new(typeof(ConditionStoreEngine), typeof(IConditionStore), "ConditionStore", typeof(ConditionStoreContract), "ContractTests"),
        new(typeof(TelemetryLogEngine), typeof(ITelemetryLog), "TelemetryLog", typeof(TelemetryLogContract), "Tests"),
    ];

    public static TheoryData<string> Ports => [.. EnginePorts.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Ports))]
    public void Every_engine_that_options_offer_has_a_suite_of_the_contract(string port)
    {
        var engines = PortOf(port).Engines;
        engines.Length.ShouldBeGreaterThan(1, "embedded and distributed");
        PortOf(port).WithoutSuite(engines).ShouldBeEmpty($"each needs a public subclass of {PortOf(port).Contract.Name}");
    }

    [Theory]
    [MemberData(nameof(Ports))]
    public void Every_engine_in_the_store_is_one_that_options_offer(string port) =>
        PortOf(port).Classes.ShouldBe(PortOf(port).Engines.Select(e => e + port), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Ports))]
    public void An_engine_without_a_suite_would_be_found(string port) => PortOf(port).WithoutSuite([.. PortOf(port).Engines, "Imaginary"])
        .ShouldBe(["Imaginary"]);

    [Theory]
    [MemberData(nameof(Ports))]
    public void Every_skipped_capability_is_printed_with_its_reason(string port)
    {
        foreach (var suite in PortOf(port).Suites)
        {
            var facts = suite.GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null).ToArray();
            facts.Length.ShouldBeGreaterThan(10, suite.Name);
            var skipped = facts.Where(f => f.GetCustomAttribute<FactAttribute>()!.Skip is not null).ToArray();
            Console.WriteLine($"{suite.Name}: {facts.Length - skipped.Length} facts of the contract run, {skipped.Length} skipped");
            foreach (var fact in skipped)
            {
                var reason = fact.GetCustomAttribute<FactAttribute>()!.Skip!;
                reason.Length.ShouldBeGreaterThan(20, $"{suite.Name}.{fact.Name} needs a reason");
                Console.WriteLine($"  {fact.Name}: {reason}");
            }
        }
    }

    private static Port PortOf(string name) => EnginePorts.Single(p => p.Name == name);

    private sealed record Port(Type Option, Type Interface, string Name, Type Contract, string SuffixOfSuites)
    {
        public string[] Engines => Enum.GetNames(Option);

        /// <summary>Names of the engines' classes.</summary>
        public IEnumerable<string> Classes => Option.Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(Interface)).Select(t => t.Name);

        public IEnumerable<Type> Suites => Contract.Assembly.GetTypes()
            .Where(t => t is { IsPublic: true, IsAbstract: false } && t.IsSubclassOf(Contract));

        public IEnumerable<string> WithoutSuite(IEnumerable<string> engines) =>
            engines.Where(e => Suites.All(s => s.Name != e + Name + SuffixOfSuites));
    }
}
