using Confluent.Kafka;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Kafka;

/// <summary>Records whose sender waits for all of them. Called by the producer's thread.</summary>
internal interface IAppendScope
{
    /// <summary>A record was given up; <see cref="Leave"/> follows.</summary>
    void Failed(int index, Error error, LogException failure);

    /// <summary>A record is no longer on its way.</summary>
    void Leave();
}
