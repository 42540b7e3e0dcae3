namespace Maintenance.Host.Bench.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class BenchOfHost;
