namespace Maintenance.Core.Models;

/// <summary>What a registered model is used for.</summary>
public static class ModelStages
{
    /// <summary>Registered, not used.</summary>
    public const string Candidate = "candidate";

    /// <summary>Scores beside the champion; its results are compared, not shown as the drill's condition.</summary>
    public const string Shadow = "shadow";

    /// <summary>Serves: one per role.</summary>
    public const string Champion = "champion";

    /// <summary>Kept so that its assessments can be recomputed.</summary>
    public const string Retired = "retired";

    /// <summary>All, in the order of a model's life.</summary>
    public static IReadOnlyList<string> All { get; } = [Candidate, Shadow, Champion, Retired];
}
