using System.Text.Json.Serialization;
using Infusion.Rules.Documents;
using Infusion.Rules.Words;

namespace Infusion.Rules.Clinic;

/// <summary>A name as a person wrote it down, which the rules compare with the names of a policy.</summary>
/// <remarks>
/// <para>Case, outer blanks and runs of blanks do not matter. A name that is
/// nearly one of the policy's is not taken for it, nor for any other: the rules
/// ask which was meant. <see cref="Other"/> says that it is none of them.</para>
/// <para><c>default</c> has no text: it <see cref="IsDefault"/>. Equality is by
/// text and by whether it is said to be another. Immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(StatedNameJsonConverter))]
public readonly record struct StatedName
{
    private readonly string? _text;

    private StatedName(string text, bool isOther) => (_text, IsOther) = (text, isOther);

    /// <summary>The text, as it was written but for blanks; empty for the default.</summary>
    public string Text => _text ?? "";

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _text is null;

    /// <summary>Whether it is said to be none of the policy's names, however near it looks.</summary>
    public bool IsOther { get; }

    /// <summary>A name as it was written.</summary>
    /// <param name="text">The text; not blank.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public static StatedName Of(string text) => new(Tidy(text), false);

    /// <summary>A name that is none of the policy's, such as "toffee" where the policy has "coffee".</summary>
    /// <param name="text">The text; not blank.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public static StatedName Other(string text) => new(Tidy(text), true);

    /// <summary>A name as it was written.</summary>
    /// <param name="text">The text; not blank.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public static implicit operator StatedName?(string? text) => text is null ? null : Of(text);

    /// <summary>The name of a protocol.</summary>
    /// <param name="protocol">The protocol; not the default.</param>
    /// <exception cref="InvalidOperationException">The id is the default.</exception>
    public static implicit operator StatedName(ProtocolId protocol) => Of(protocol.Name);

    /// <summary>Writes the text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;

    /// <summary>Whether there is nothing to be seen in a text.</summary>
    internal static bool IsBlank(string text) => string.IsNullOrWhiteSpace(SeenText.Of(text));

    /// <summary>Whether a text is of letters on a keyboard, without outer blanks and with single blanks inside.</summary>
    internal static bool IsTidy(string text)
    {
        bool isTidy = text.Length > 0 && text[0] > ' ' && text[text.Length - 1] > ' ';
        for (int place = 0; isTidy && place < text.Length; place++)
        {
            isTidy = text[place] is > ' ' and < (char)127 || (text[place] == ' ' && text[place - 1] != ' ');
        }

        return isTidy;
    }

    /// <summary>A text without outer blanks, with single blanks inside, in composed characters and without those of no width.</summary>
    internal static string Tidy(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsTidy(text))
        {
            return text;
        }

        string tidy = string.Join(
            " ", SeenText.Of(MarkedLetters.Compose(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return tidy.Length > 0 ? tidy : throw new ArgumentException("A name is not blank.", nameof(text));
    }
}
