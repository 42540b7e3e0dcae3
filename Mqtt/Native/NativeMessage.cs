using System.Runtime.InteropServices;

namespace Maintenance.Mqtt.Native;

/// <summary><c>struct mosquitto_message</c> of mosquitto.h (2.0).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    public int MessageId;
    public byte* Topic;
    public byte* Payload;
    public int PayloadLength;
    public int Qos;
    public byte Retain;
}
