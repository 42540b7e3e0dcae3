namespace Maintenance.Notification.Settings;

/// <summary>
/// A browser that alarms are pushed to (RFC 8030). Its address and keys leave this process only as requests to the address.
/// </summary>
/// <param name="Name">Name: a digest of its address.</param>
/// <param name="User">Account of whom it belongs to.</param>
/// <param name="Push">Address and keys.</param>
internal sealed record PushDevice(string Name, string User, SealedPush Push)
{
    /// <summary>Without address and keys.</summary>
    public override string ToString() => $"push:{Name}";
}

/// <summary>What of a device is sealed; also what a browser's subscription states.</summary>
/// <param name="Endpoint">Address at the browser's push service; whoever knows it can send.</param>
/// <param name="P256dh">Public key of the browser: an uncompressed point of P-256, base64url.</param>
/// <param name="Auth">Shared secret of 16 bytes, base64url.</param>
internal sealed record SealedPush(string Endpoint, string P256dh, string Auth)
{
    /// <summary>Without address and keys.</summary>
    public override string ToString() => nameof(SealedPush);
}

/// <summary>What may be shown of a device.</summary>
/// <param name="User">Account.</param>
/// <param name="Device">What the browser calls itself.</param>
/// <param name="Origin">Scheme, host and port of its push service.</param>
internal sealed record ShownPush(string User, string Device, string Origin);

/// <summary>Key pair by which push services know this installation (RFC 8292).</summary>
/// <param name="Public">Uncompressed point of P-256, base64url.</param>
/// <param name="Private">Private key, base64url.</param>
internal sealed record PushKey(string Public, string Private)
{
    /// <summary>Without the private key.</summary>
    public override string ToString() => Public;
}
