namespace Maintenance.Api.Access;

/// <summary>A change of accounts that is not made, and why.</summary>
public sealed class AccountRefusedException : Exception
{
    /// <param name="parameter">What of the request is refused: name, role, regions or password.</param>
    /// <param name="message">Why, in words that complete "name: …".</param>
    public AccountRefusedException(string parameter, string message) : this([KeyValuePair.Create(parameter, message)])
    {
    }

    /// <param name="errors">Reasons by parameter.</param>
    public AccountRefusedException(IReadOnlyList<KeyValuePair<string, string>> errors)
        : base(string.Join(' ', errors.Select(e => $"{e.Key}: {e.Value}"))) => Errors = errors;

    private AccountRefusedException(string message) : base(message) => Errors = [];

    /// <summary>As another process worded it.</summary>
    public static AccountRefusedException Of(string message) => new(message);

    /// <summary>Reasons by parameter.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Errors { get; }

    /// <summary>True if there is no such account.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>True if the request is sound, but the accounts there are forbid it.</summary>
    public bool IsConflict { get; init; }
}
