namespace Maintenance.Mqtt.Native;

/// <summary>The values of <c>enum mosq_err_t</c> (mosquitto.h 2.0) that this binding tells apart.</summary>
internal static class MosquittoError
{
    public const int ConnectionPending = -1;
    public const int Success = 0;
    public const int NoMemory = 1;
    public const int NoConnection = 4;
    public const int Errno = 14;
}
