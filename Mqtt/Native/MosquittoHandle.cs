using Microsoft.Win32.SafeHandles;

namespace Maintenance.Mqtt.Native;

/// <summary>Owns one <c>struct mosquitto</c>; releasing destroys it. The network thread must have ended before.</summary>
internal sealed class MosquittoHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>For the marshaller.</summary>
    public MosquittoHandle() : base(ownsHandle: true) { }

    protected override bool ReleaseHandle()
    {
        LibMosquitto.Destroy(handle);
        return true;
    }
}
