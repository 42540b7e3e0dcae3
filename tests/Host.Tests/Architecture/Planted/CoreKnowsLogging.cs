namespace Maintenance.Core.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class CoreKnowsLogging
{
    public Microsoft.Extensions.Logging.ILogger? Known { get; set; }
}
