"""Export a fitted network to one int8 ONNX file.

usage: python -m training.export RUN_DIR OUT.onnx [--float]

The graph takes one window (batch of one, so that a window's result never depends on
another's activation range) and runs encoder, tagger and the cue-anchored head in one go:
anchors are chosen inside the graph.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from training.network import PARAGRAPHS, Head, Layer, Network, distance_bucket

# Anchors below this probability are not looked at; recall above it is all but complete.
ANCHOR_FLOOR = 0.08
INPUTS = ("ids", "shape", "opening", "quote", "paragraph", "first")
# The axes of each output that change from run to run.
OUTPUTS = {
    "tags": {0: "pieces"},
    "anchors": {0: "found"},
    "anchor_probability": {0: "found"},
    "labels": {0: "found", 1: "pieces"},
    "keep": {0: "found"},
}


def convolve(z: Tensor, conv: nn.Conv1d) -> Tensor:
    """A convolution over [N, T, C] as one matrix product over shifted copies, which quantizes to
    int8; T may be shorter than its reach."""
    step, reach = conv.dilation[0], conv.kernel_size[0] // 2 * conv.dilation[0]
    padded = F.pad(z, (0, 0, reach, reach))
    copies = [padded[:, k * step : k * step + z.shape[1]] for k in range(conv.kernel_size[0])]
    weight = conv.weight.permute(2, 1, 0).reshape(-1, conv.out_channels)
    return torch.cat(copies, -1) @ weight + conv.bias


class Attention(torch.autograd.Function):
    """Attention over [1, T, W] as onnxruntime's own operator, which needs no transposes."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        t, w = q.shape[1:]
        q, k, v = (x.view(1, t, heads, w // heads).transpose(1, 2) for x in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(1, t, w)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


def attend(layer: Layer, x: Tensor) -> Tensor:
    """One layer over [1, T, W], as it is exported."""
    a = Attention.apply(layer.query(x), layer.key(x), layer.value(x), layer.heads)
    x = layer.norm1(x + layer.out(a))
    return layer.norm2(x + layer.down(F.gelu(layer.up(x))))


class Window(nn.Module):
    """The network over one window, as it is exported."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shape: Tensor, opening: Tensor, quote: Tensor, paragraph: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        encoder = self.network.encoder
        x = (
            encoder.words(ids)
            + encoder.positions.weight[: ids.shape[1]]
            + encoder.shape(shape)
            + encoder.opening(opening)
            + encoder.quote(quote)
        )
        x = encoder.norm(x)
        for layer in encoder.layers:
            x = attend(layer, x)
        probability = self.network.anchor(x).squeeze(-1).sigmoid()[0] * first[0]
        # The leading special piece is always an anchor, so that no tensor below is empty.
        chosen = torch.cat((torch.ones(1, dtype=torch.bool), probability[1:] > ANCHOR_FLOOR))
        at = torch.nonzero(chosen).squeeze(1)
        labels, keep = self.read_from(self.network.head, x[0], at, paragraph[0])
        return (
            torch.log_softmax(self.network.tagger(x)[0], -1),
            at,
            probability[at],
            torch.log_softmax(labels, -1),
            keep.sigmoid(),
        )

    def read_from(self, head: Head, x: Tensor, at: Tensor, paragraph: Tensor) -> tuple[Tensor, Tensor]:
        steps = torch.arange(x.shape[0])
        anchors = head.anchor(x)[at]
        between = (paragraph.unsqueeze(0) - paragraph[at].unsqueeze(1) + PARAGRAPHS // 2).clamp(
            0, PARAGRAPHS - 1
        )
        distance = distance_bucket(steps.unsqueeze(0) - at.unsqueeze(1))
        z = (
            head.piece(x).unsqueeze(0)
            + anchors.unsqueeze(1)
            + head.distance(distance)
            + head.paragraph(between)
        )
        z = F.gelu(head.norm1(z))
        for narrow, conv, norm in (
            (head.narrow1, head.conv1, head.norm2),
            (head.narrow2, head.conv2, head.norm3),
        ):
            z = norm(z + F.gelu(convolve(narrow(z), conv)))
        labels = head.out(z)
        weight = 1 - labels.softmax(-1)[..., :1]
        mean = (z * weight).sum(1) / weight.sum(1).clamp(min=1e-3)
        own = z[torch.arange(at.shape[0]), at]
        return labels, head.keep(torch.cat((anchors, own, mean), -1)).squeeze(-1)


def load(run: Path, *, checkpoint: bool = False) -> Network:
    """The averaged network of a finished run, or of its last checkpoint."""
    network = Network(dropout=0.0)
    if checkpoint:
        state = torch.load(run / "checkpoint.pt", weights_only=False)
        network.load_state_dict(state["network"], strict=False)
        network.load_state_dict(state["average"], strict=False)
    else:
        network.load_state_dict(torch.load(run / "network.pt", weights_only=False)["network"], strict=False)
    return network.eval()


def export(network: Network, path: Path, *, quantize: bool = True) -> None:
    """Write ``network`` to ``path`` as ONNX; weights in int8 by channel unless told not to."""
    inputs = dict(zip(INPUTS, example_window(), strict=True))
    write(Window(network), inputs, OUTPUTS, path, quantize=quantize)


def example_window() -> tuple[Tensor, ...]:
    """A window by which a graph is traced: the values of ``INPUTS``, each [1, pieces]."""
    t = 24
    return (
        torch.randint(1000, 2000, (1, t)),
        *(torch.ones(1, t, dtype=torch.long),) * 3,
        torch.arange(t).unsqueeze(0) // 9,
        torch.ones(1, t),
    )


def write(
    module: nn.Module,
    inputs: dict[str, Tensor],
    outputs: dict[str, dict[int, str]],
    path: Path,
    *,
    quantize: bool,
) -> None:
    """Write ``module`` to ``path``. ``inputs`` are examples [1, pieces]; ``outputs`` name the
    axes of each output that change from run to run."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={**{name: {1: "pieces"} for name in inputs}, **outputs},
            opset_version=17,
            dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )
        if not quantize:
            onnx.save(onnx.load(plain), path)
            return
        quantize_dynamic(
            plain,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true")
    parser.add_argument(
        "--checkpoint", action="store_true", help="of the last checkpoint of a run that goes on"
    )
    args = parser.parse_args()
    export(load(args.run, checkpoint=args.checkpoint), args.out, quantize=not args.float)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
