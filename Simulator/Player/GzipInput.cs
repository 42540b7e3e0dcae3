using System.IO.Compression;

namespace Maintenance.Simulator.Player;

/// <summary>
/// Decompresses gzip, of one or more members, and fails where the data does not end as gzip ends. <see cref="GZipStream"/> alone takes a
/// file that is cut off, or followed by something else, for a complete one. Here a member of our own follows the file's bytes: only if it
/// comes out again, behind everything else, was the file complete.
/// </summary>
internal sealed class GzipInput : ForwardStream
{
    private static readonly byte[] Seal = "end of recording"u8.ToArray();
    private static readonly byte[] SealMember = Compress(Seal);

    private readonly string _name;
    private readonly GZipStream _plain;
    private readonly Sealed _source;
    private byte[] _held = new byte[1 << 16];
    private int _start, _count;
    private bool _ended;

    /// <param name="compressed">Compressed bytes; disposed with this stream.</param>
    /// <param name="name">File, for error messages.</param>
    public GzipInput(Stream compressed, string name)
    {
        _name = name;
        _source = new Sealed(compressed);
        _plain = new GZipStream(_source, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is damaged, cut off, or followed by something else.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0) return 0;
        // What comes out once the seal has gone in may be nonsense: it is held back until the seal has come out.
        while (!_ended && (_count == 0 || _source.HasBegunSeal)) Fill();
        var read = Math.Min(buffer.Length, _count);
        _held.AsSpan(_start, read).CopyTo(buffer);
        (_start, _count) = (_start + read, _count - read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _plain.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _held.AsSpan(_start, _count).CopyTo(_held);
        _start = 0;
        if (_count == _held.Length) Array.Resize(ref _held, 2 * _held.Length);
        int read;
        try
        {
            read = _plain.Read(_held.AsSpan(_count));
        }
        catch (InvalidDataException error)
        {
            throw Incomplete(error);
        }
        _count += read;
        if (read > 0) return;
        _ended = true;
        if (!_held.AsSpan(0, _count).EndsWith(Seal)) throw Incomplete(null);
        _count -= Seal.Length;
    }

    private InvalidDataException Incomplete(Exception? inner) => new($"{_name} is not complete gzip: it is cut off, damaged, or followed "
        + "by something else. Copy or download it again; gzip -t checks it", inner);

    private static byte[] Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest)) zip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The bytes of a file, and then those of the seal.</summary>
    private sealed class Sealed(Stream file) : ForwardStream
    {
        private int _sealed;

        public bool HasBegunSeal => _sealed > 0;

        public override int Read(Span<byte> buffer)
        {
            var read = _sealed > 0 ? 0 : file.Read(buffer);
            if (read > 0 || buffer.Length == 0) return read;
            read = Math.Min(buffer.Length, SealMember.Length - _sealed);
            SealMember.AsSpan(_sealed, read).CopyTo(buffer);
            _sealed += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
