namespace Maintenance.Core.Models;

/// <summary>A row of the model registry, without the document.</summary>
/// <param name="Hash">SHA-256 of the document, lower-case hex.</param>
/// <param name="Name">Name from the document.</param>
/// <param name="Role">One of <see cref="ModelRoles"/>.</param>
/// <param name="Stage">One of <see cref="ModelStages"/>.</param>
/// <param name="LoadedBy">Who registered it; <see cref="Configuration"/> for the document of <c>Scoring:Model</c>.</param>
/// <param name="Loaded">When, UTC.</param>
/// <param name="Promoted">When it last became champion, UTC; null when it never was.</param>
/// <param name="PromotedBy">Who promoted it.</param>
/// <param name="Retired">When it was retired, UTC; null if it was not.</param>
/// <param name="Bytes">Length of the document, bytes.</param>
/// <param name="Card">Model card, JSON; null when there is none.</param>
public sealed record RegisteredModel(
    string Hash, string Name, string Role, string Stage, string LoadedBy, DateTime Loaded, DateTime? Promoted, string? PromotedBy,
    DateTime? Retired, long Bytes, string? Card)
{
    /// <summary>Actor recorded when the configuration names the model.</summary>
    public const string Configuration = "configuration";
}
