namespace Maintenance.Core.Models;

/// <summary>What a registered model is used for.</summary>
public static class ModelStages
{
    /// <summary>Known, and used for nothing.</summary>
    public const string Candidate = "candidate";

    /// <summary>Scores what the champion scores, beside it; its results are compared and not shown as the drill's condition.</summary>
    public const string Shadow = "shadow";

    /// <summary>Serves: one a role.</summary>
    public const string Champion = "champion";

    /// <summary>Kept so that what it scored can be computed again.</summary>
    public const string Retired = "retired";

    /// <summary>All, in the order of a model's life.</summary>
    public static IReadOnlyList<string> All { get; } = [Candidate, Shadow, Champion, Retired];
}
