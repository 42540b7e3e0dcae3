namespace Maintenance.Api.Business;

/// <summary>Section <c>Business</c>.</summary>
public sealed class BusinessOptions
{
    public const string SectionName = "Business";

    /// <summary>Currency of all money, as it is shown.</summary>
    public string Currency { get; set; } = "USD";
}
