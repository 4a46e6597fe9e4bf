;; Searches bytes sixteen at a time: Buffer.includes goes from one first letter to the next, and those
;; of `laid` are everywhere. `npm run assemble` writes this as bytes into may-hold-code.ts.
(module
  (import "js" "memory" (memory 1))

  ;; Whether four letters stand somewhere before $end: in any case, and perhaps a little behind it.
  ;; The first letter is the lowest byte of $four, and of each the bit that tells cases apart is set.
  (func (export "mayHold") (param $end i32) (param $four i32) (result i32)
    (local $at i32) (local $first v128) (local $last v128) (local $case v128)
    (local.set $case (i8x16.splat (i32.const 0x20)))
    (local.set $first (i8x16.splat (local.get $four)))
    (local.set $last (i8x16.splat (i32.shr_u (local.get $four) (i32.const 24))))
    (loop $sixteen
      (if
        (v128.any_true
          (v128.and
            (i8x16.eq
              (local.get $first)
              (v128.or (local.get $case) (v128.load (local.get $at))))
            (i8x16.eq
              (local.get $last)
              (v128.or (local.get $case) (v128.load offset=3 (local.get $at))))))
        (then
          (if (call $oneOfSixteen (local.get $at) (local.get $four))
            (then (return (i32.const 1))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $sixteen (i32.lt_u (local.get $at) (local.get $end))))
    (i32.const 0))

  ;; Whether the four letters start at $at or one of the fifteen places behind it.
  (func $oneOfSixteen (param $at i32) (param $four i32) (result i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $at) (i32.const 16)))
    (loop $next
      (if
        (i32.eq
          (local.get $four)
          (i32.or (i32.const 0x20202020) (i32.load (local.get $at))))
        (then (return (i32.const 1))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (i32.const 0)))
