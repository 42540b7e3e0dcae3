using Maintenance.Core.Conditions;

namespace Maintenance.Core.Ports;

/// <summary>Recomputes a stored assessment from the log. Threading: any thread; writes nothing.</summary>
public interface IAssessmentVerifier
{
    /// <summary>Verifies the assessment in force at a time: the newest at or before it within an hour, as known now.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="UnverifiableException">The log or the model it came from is gone; the message says which.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="LogException">The log cannot be read.</exception>
    Task<VerifiedAssessment?> VerifyAsync(string asset, DateTime at, CancellationToken cancellationToken);
}
