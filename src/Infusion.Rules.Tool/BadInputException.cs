using Infusion.Rules.Words;

namespace Infusion.Rules.Tool;

/// <summary>An input that cannot be read. The message is for the person who gave it, and shows what a file said as far as it can be
/// shown.</summary>
internal sealed class BadInputException(string message) : Exception(ShownText.Lines(message));
