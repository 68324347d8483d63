import type { english } from './english'

/** What the mails of a server say, in Arabic. What runs the other way inside a sentence stands between U+2068 and U+2069. */
export function arabic(publicUrl: string): ReturnType<typeof english> {
  const name = apart(new URL(publicUrl).host)
  const ignore = 'إن لم تطلب ذلك فلا حاجة إلى فعل أي شيء.'
  const once = 'يصلح مرة واحدة لمدة 5 دقائق.'
  const toNobody = 'لا تخبر به أحدًا.'
  const proofWarning = `${once} ${toNobody} إن لم تطلب ذلك فهناك من يستخدم أحد أجهزتك: أنهِ جلسة ذلك الجهاز من الإعدادات.`
  const notYou = 'إن لم يكن ذلك منك فلا حاجة إلى فعل أي شيء.'

  return {
    passwordReset: (url) => ({
      subject: `كلمة مرور جديدة على ${name}`,
      before: [`طُلبت كلمة مرور جديدة لحسابك على ${name}.`],
      action: { label: 'اختيار كلمة مرور جديدة', url },
      after: [`يصلح الرابط مرة واحدة لمدة ساعة. ${ignore}`],
    }),

    passwordChanged: () => ({
      subject: `تغيّرت كلمة مرورك على ${name}`,
      before: [
        `تغيّرت كلمة مرور حسابك على ${name} للتو، وسُجّل خروج أجهزتك الأخرى.`,
        `إن لم يكن ذلك منك فاختر كلمة مرور جديدة الآن: ${publicUrl}/reset-password`,
      ],
      after: [],
    }),

    confirmEmail: (url) => ({
      subject: `تأكيد عنوانك على ${name}`,
      before: [`فُتح حساب على ${name} بعنوان البريد الإلكتروني هذا. يُرجى تأكيد أنه لك.`],
      action: { label: 'تأكيد العنوان', url },
      after: [`يصلح الرابط لمدة يوم. ${ignore}`],
    }),

    newDevice: ({ device, address, time, hasPassword }) => ({
      subject: `سُجّل الدخول إلى حسابك على ${name} من جهاز جديد`,
      before: [
        `سُجّل الدخول إلى حسابك على ${name} من جهاز لم يُستخدم له من قبل.`,
        `الجهاز: ${device ? `${apart(device.browser)} على ${apart(device.system)}` : 'برنامج'}. الوقت: ${apart(time)}. عنوان الشبكة: ${apart(address)}.`,
        'إن كان ذلك منك فلا حاجة إلى فعل أي شيء.',
        hasPassword
          ? `وإلا فاختر كلمة مرور جديدة الآن، فيُسجَّل خروج كل الأجهزة: ${publicUrl}/reset-password`
          : 'وإلا فهناك من يقرأ بريدك. أمّن بريدك أولًا، ثم سجّل خروج ذلك الجهاز من الإعدادات.',
      ],
      action: { label: 'فتح Natter', url: publicUrl },
      after: [],
    }),

    addressInUse: () => ({
      subject: `لديك حساب بالفعل على ${name}`,
      before: [
        `حاول أحدهم فتح حساب على ${name} بعنوان بريدك الإلكتروني. لديك حساب بالفعل، ولم يتغيّر فيه شيء.`,
      ],
      action: { label: 'تسجيل الدخول', url: publicUrl },
      after: [notYou],
    }),

    phoneInUse: () => ({
      subject: `لديك حساب بالفعل على ${name}`,
      before: [`حاول أحدهم فتح حساب على ${name} برقم هاتفك. لديك حساب بالفعل، ولم يتغيّر فيه شيء.`],
      action: { label: 'تسجيل الدخول', url: publicUrl },
      after: [notYou],
    }),

    signInCode: (code) => ({
      subject: `رمزك على ${name}`,
      before: [`أدخل هذا الرمز لتسجيل الدخول إلى ${name}:`],
      code,
      after: [`${once} ${toNobody} ${ignore}`],
    }),

    signUpCode: (code) => ({
      subject: `رمزك على ${name}`,
      before: [`أدخل هذا الرمز لفتح حسابك على ${name}:`],
      code,
      after: [`${once} ${ignore}`],
    }),

    deletionCode: (code) => ({
      subject: `هل تريد حذف حسابك على ${name}؟`,
      before: [`أدخل هذا الرمز لحذف حسابك على ${name} إلى الأبد:`],
      code,
      after: [proofWarning],
    }),

    exportCode: (code) => ({
      subject: `بياناتك على ${name}`,
      before: [`أدخل هذا الرمز لأخذ ما يخصك من ${name} معك:`],
      code,
      after: [proofWarning],
    }),

    accountDeleted: () => ({
      subject: `حُذف حسابك على ${name}`,
      before: [
        `حُذف حسابك على ${name} للتو، ولا يمكن استعادته. ما كتبته يبقى لدى من كتبت إليهم، من دون اسمك.`,
      ],
      after: ['هذه آخر رسالة تصلك من هناك.'],
    }),
  }
}

function apart(text: string): string {
  return `\u2068${text}\u2069`
}
