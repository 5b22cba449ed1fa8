using System.Text.Json.Serialization;

namespace Infusion.Rules.Tool.Inputs;

[JsonSerializable(typeof(string))]
internal sealed partial class Strings : JsonSerializerContext;
